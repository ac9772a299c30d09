import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { w } from './words';

/** A password, which one can look at while typing; what is wrong with it stands beside it. */
export function PasswordField({
  label,
  hint,
  faults = [],
  value,
  fresh = false,
  write,
}: {
  label: string;
  hint?: string;
  faults?: readonly string[];
  value: string;
  /** Whether it is a new one, which the browser may offer to make and keep. */
  fresh?: boolean;
  write: (password: string) => void;
}) {
  const id = useId();
  const shown = useSignal(false);
  const described = [hint === undefined ? '' : `${id}-hint`, faults.length === 0 ? '' : `${id}-faults`];
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <span class="password">
        <input
          id={id}
          // The types of the library ask for one or the other, once and for all.
          type={(shown.value ? 'text' : 'password') as 'password'}
          required
          autocomplete={fresh ? 'new-password' : 'current-password'}
          autocapitalize="none"
          spellcheck={false}
          value={value}
          aria-describedby={described.filter((part) => part !== '').join(' ') || undefined}
          aria-invalid={faults.length > 0}
          onInput={(event) => write(event.currentTarget.value)}
        />
        <button
          type="button"
          aria-pressed={shown.value}
          onClick={() => {
            shown.value = !shown.value;
          }}
        >
          {w('password.show')}
        </button>
      </span>
      {faults.length > 0 && (
        <ul class="field-faults" id={`${id}-faults`}>
          {faults.map((fault) => (
            <li key={fault} lang="en">
              {fault}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
