import { playedDay } from "../play/playback";
import { command } from "./api";
import { kept } from "./kept";

/** The figures of now; heat and classes of the days until the one that is played. */
export const summary = kept(command.summary);
export const late = kept(command.late);
export const units = kept(command.units);
export const heat = kept(() => command.heat(playedDay.value));
export const grades = kept(command.grades);
export const classes = kept(() => command.classes(playedDay.value));
export const spots = kept(command.spots);
