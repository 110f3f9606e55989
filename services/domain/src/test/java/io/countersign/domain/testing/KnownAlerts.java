package io.countersign.domain.testing;

import io.countersign.domain.alert.AlertFacts;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.MuteId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The alerts and mutes of {@link KnownFacts}. */
final class KnownAlerts implements AlertFacts {
  private final Map<MuteId, ActiveMute> mutes = new HashMap<>();
  private final Set<AlertId> firing = new HashSet<>();

  void mute(ActiveMute mute) {
    mutes.put(mute.mute(), mute);
  }

  void unmute(MuteId mute) {
    mutes.remove(mute);
  }

  void fire(AlertId alert) {
    firing.add(alert);
  }

  void quiet(AlertId alert) {
    firing.remove(alert);
  }

  @Override
  public List<ActiveMute> mutes() {
    return List.copyOf(mutes.values());
  }

  @Override
  public boolean anyFiring(Collection<AlertId> alerts) {
    return alerts.stream().anyMatch(firing::contains);
  }
}
