import './browser-zod.ts';
import '../ui/tokens.css';
import '../ui/fonts.css';
import '../ui/base.css';
import { createRoot } from 'react-dom/client';
import { App } from '../admin/web/App.tsx';
import { startLook } from '../ui/theme.ts';

startLook();
const stage = document.getElementById('app');
if (stage) createRoot(stage).render(<App />);
