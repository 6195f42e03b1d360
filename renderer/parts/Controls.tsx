/** Around controls: the policy allows no style elements, and neighbouring tooltips open at once after the first. */
import { CSPProvider } from '@base-ui/react/csp-provider';
import type { ReactNode } from 'react';
import { TooltipProvider } from './Tooltip.tsx';

export const Controls = ({ children }: { readonly children: ReactNode }) => (
  <CSPProvider disableStyleElements>
    <TooltipProvider delay={500}>{children}</TooltipProvider>
  </CSPProvider>
);
