// The reader of JSON-stat comes without types: these are the parts that the tests use.

declare module 'jsonstat-toolkit' {
  type Cell = { value: number | null; status: string | null };
  type Dimension = {
    id: string[];
    length: number;
    role: string;
    label: string;
    Category: (id: string) => { label: string };
  };
  type Dataset = {
    class: string;
    label: string;
    id: string[];
    size: number[];
    n: number;
    value: (number | null)[];
    Data: (at: Record<string, string>) => Cell;
    Dimension: (id: string) => Dimension;
  };
  export default function read(text: unknown): Dataset;
}
