/** « 3 ans », « 18 mois ». */
export function retentionInWords(months: number): string {
  if (months % 12 !== 0) return `${months}\u00a0mois`;
  const years = months / 12;
  return `${years}\u00a0${years > 1 ? 'ans' : 'an'}`;
}
