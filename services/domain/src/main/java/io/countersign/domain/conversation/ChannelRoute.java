package io.countersign.domain.conversation;

import io.countersign.domain.alert.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A rule of which incidents are told in which channel: those for which all holds that it names.
 *
 * @param team that owns something of what the incident is about; null for any
 * @param service the name of something that it is about; null for any
 * @param environment that something of it is in; null for any
 * @param severity at least as bad as this; null for any
 * @param connection the conversation's configured name
 * @param channel the chat's own id of the channel, or its name
 */
public record ChannelRoute(
    @Nullable String team,
    @Nullable String service,
    @Nullable String environment,
    @Nullable Severity severity,
    String connection,
    String channel) {
  boolean takes(RoutedIncident incident) {
    return (team == null || incident.teams().contains(team))
        && (service == null || incident.isAbout(service))
        && (environment == null || incident.isIn(environment))
        && (severity == null || incident.severity().compareTo(severity) <= 0);
  }

  /** Whether it takes all that is left. */
  public boolean isDefault() {
    return team == null && service == null && environment == null && severity == null;
  }
}
