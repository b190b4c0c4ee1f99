/** `orders-list` → `OrdersList`: a name as ids of constructs have it. */
export function pascalCase(name: string): string {
  return name.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
}
