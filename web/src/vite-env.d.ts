interface ImportMetaEnv {
  readonly VITE_RELEASE?: string;
}
