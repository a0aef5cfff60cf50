import { command } from "./api";
import { kept } from "./kept";

/** The figures of now. */
export const summary = kept(command.summary);
export const late = kept(command.late);
export const units = kept(command.units);
export const heat = kept(command.heat);
export const grades = kept(command.grades);
export const classes = kept(command.classes);
export const spots = kept(command.spots);
