import { createContext, use } from 'react';

const Permissions = createContext<readonly string[]>([]);

export const PermissionsProvider = Permissions.Provider;

/** An act nobody here may do is absent from the screen rather than greyed: `useMay('contacts.write')`. */
export const useMay = (permission: string): boolean => use(Permissions).includes(permission);
