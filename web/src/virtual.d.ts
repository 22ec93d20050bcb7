declare module 'virtual:atlas' {
  /** The address of the atlas among the built files. */
  const address: string
  export default address
}
