import { computed } from "vue";
import { playedPins } from "../play/shown";
import type { Pin } from "./api";
import { pins } from "./feed";
import { onMap } from "./onmap";

/** The open cases of the moment shown, of the stages that are switched on. */
const every = computed<Pin[]>(() => playedPins.value ?? [...pins.value.values()]);

export const shownPins = computed<GeoJSON.FeatureCollection>(() => ({
  type: "FeatureCollection",
  features: onMap.cases ? every.value.filter((one) => !onMap.without.includes(one.properties.stage)) : [],
}));

export const pinsByStage = computed(() => {
  const found = new Map<string, number>();
  for (const { properties } of every.value) found.set(properties.stage, (found.get(properties.stage) ?? 0) + 1);
  return found;
});
