export type ListTables = {
  listMembers: { segmentId: string; contactId: string; addedAt: string; addedBy: string };
};
