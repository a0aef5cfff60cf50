/** Tanghe's county seat; where a page opens before it knows better. */
export const home: [number, number] = [112.84, 32.68];
