declare module '*.css?inline' {
  const text: string;
  // biome-ignore lint: how Vite hands out a style sheet
  export default text;
}
