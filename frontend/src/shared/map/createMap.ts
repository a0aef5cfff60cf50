import { Map as MapLibre, setWorkerUrl } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { addCaseLayers } from "./caseLayers";
import { servePins } from "./pins";
import { baseStyle, mapFonts } from "./style";

setWorkerUrl(workerUrl);

export interface MapOptions {
  container: HTMLElement;
  theme: "light" | "dark";
  center: [number, number];
  zoom: number;
  /** Pixels drawn per CSS pixel of the container, where a page shows the map larger than it was laid out. */
  pixelRatio?: number | undefined;
}

/** Resolves when style, case layers and pins stand. North stays up: nobody turns a work map by accident. */
export function createMap({ container, theme, center, zoom, pixelRatio }: MapOptions): Promise<MapLibre> {
  const map = new MapLibre({
    container, center, zoom, style: baseStyle(theme), localIdeographFontFamily: mapFonts, attributionControl: false,
    ...(pixelRatio && { pixelRatio }), dragRotate: false, pitchWithRotate: false, minZoom: 9, maxZoom: 20, fadeDuration: 120,
    locale: {
      "CooperativeGesturesHandler.WindowsHelpText": "按住 Ctrl 滚动可缩放地图", "Map.Title": "地图", "Marker.Title": "位置",
      "NavigationControl.ZoomIn": "放大", "NavigationControl.ZoomOut": "缩小",
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  return new Promise((resolve) => {
    map.once("load", () => {
      servePins(map, () => theme);
      addCaseLayers(map);
      resolve(map);
    });
  });
}
