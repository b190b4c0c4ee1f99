/** Writes US dollars with as many digits as say something: `$0.012`, `$1.63`, `$236,550`. */
export function dollars(amount: number): string {
  const sign = amount < 0 ? '−' : '';
  const size = Math.abs(amount);
  if (size === 0) return '$0';
  const digits = size >= 100 ? 0 : size >= 0.1 ? 2 : 3;
  const text = size.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return Number(text.replaceAll(',', '')) === 0 ? 'under $0.001' : `${sign}$${text}`;
}
