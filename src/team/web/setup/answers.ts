import { useCallback, useState } from 'react';

/** What has been typed so far, by field; passwords are not among them. */
export type Answers = Readonly<Record<string, string>>;

const KEY = 'parvis.commencer';

/** Kept in this tab while the setup lasts: going back, or reloading, loses nothing. */
export function useAnswers() {
  const [answers, setAnswers] = useState<Answers>(read);
  const keep = useCallback((change: Answers) => {
    setAnswers((before) => {
      const after = { ...before, ...change };
      sessionStorage.setItem(KEY, JSON.stringify(after));
      return after;
    });
  }, []);
  const fieldOf = (name: string) => ({
    name,
    defaultValue: answers[name] ?? defaults[name] ?? '',
    onChange: (value: string) => keep({ [name]: value }),
  });
  return { answers, keep, fieldOf, forget: () => sessionStorage.removeItem(KEY) };
}

const defaults: Answers = { colour: '#0b6147' };

export type Notebook = ReturnType<typeof useAnswers>;

function read(): Answers {
  const kept = sessionStorage.getItem(KEY);
  return kept ? (JSON.parse(kept) as Answers) : {};
}
