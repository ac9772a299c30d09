import { briefPath, meetingPath, type ReportForm } from '../api/paths';
import { t } from '../i18n/i18n';
import { lang } from '../i18n/lang';
import { asked } from '../state/store';

/** Leads to what is on screen on paper: the brief of a place, or the package for a meeting. */
export function ReportLinks({ community }: { community: string | null }) {
  const question = asked.value;
  if (question === null) return null;
  const path = (form: ReportForm) =>
    community === null
      ? meetingPath(question, lang.value, form)
      : briefPath(question, community, lang.value, form);
  return (
    <p class="report-links">
      {t('app.label', { name: t(community === null ? 'report.meeting' : 'report.brief') })}{' '}
      <a href={path('pdf')}>{t('report.pdf')}</a> · <a href={path('html')}>{t('report.page')}</a>
    </p>
  );
}
