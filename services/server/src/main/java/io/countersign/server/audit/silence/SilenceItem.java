package io.countersign.server.audit.silence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that bears on whether somebody was paged.
 *
 * @param position of its event; of a notice, of the event that gave rise to it
 * @param kind {@code raised}, {@code suppressed}, {@code muted}, {@code repeated}, {@code refused},
 *     {@code held-up}, {@code notified}, {@code not-notified} and so on
 * @param rule by which: a mute, a tie's rule, a route, a refusal's code, policy rules; absent for
 *     none
 * @param summary in one line
 * @param about the alert, incident, remediation or mute; absent for none
 */
record SilenceItem(
    Instant at,
    long position,
    String kind,
    @Nullable String rule,
    String summary,
    @Nullable String about) {}
