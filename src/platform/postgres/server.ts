export const startEmbeddedPostgres = async (_: {
  dataDir: string;
  log: (line: string) => void;
}): Promise<{ superuserUrl: string; stop(): Promise<void> }> => {
  throw new Error('not yet');
};
