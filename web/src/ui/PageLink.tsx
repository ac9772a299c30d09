import type { ComponentChildren } from 'preact';
import { type Address, formatAddress } from '../state/address';
import { address, go } from '../state/store';

/** A link to another state of the pages: a real address, so that it can be opened elsewhere, without a reload here. */
export function PageLink({
  to,
  class: kind,
  current,
  children,
}: {
  to: Partial<Address>;
  class?: string | undefined;
  current?: 'page' | undefined;
  children: ComponentChildren;
}) {
  return (
    <a
      class={kind}
      aria-current={current}
      href={formatAddress({ ...address.value, ...to }) || '?'}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
}
