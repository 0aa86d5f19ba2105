/** A line names four at most: whom it is about, then those written beside. */
const PLACES = 4;

export const placeOf = (line: number, rank: number): number => line * PLACES + rank;

export const lineOf = (place: number): number => Math.floor(place / PLACES);
