declare module '*.css?inline' {
  const text: string;
  // How Vite hands out a style sheet
  export default text;
}
