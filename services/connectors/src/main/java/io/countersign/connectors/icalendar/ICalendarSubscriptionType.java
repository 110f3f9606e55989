package io.countersign.connectors.icalendar;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.type.ConfiguredConnection;
import io.countersign.connectors.type.ConnectorType;
import io.countersign.connectors.type.Port;

/** The connector {@code calendars: {kind: icalendar}}. */
public final class ICalendarSubscriptionType implements ConnectorType {
  @Override
  public Port port() {
    return Port.CALENDARS;
  }

  @Override
  public String kind() {
    return "icalendar";
  }

  @Override
  public String summary() {
    return "A file of iCalendar over HTTP, which is read again and again.";
  }

  @Override
  public ConfiguredConnection read(String name, SettingsReader settings) {
    var read = ICalendarSettings.read(name, settings);
    return new ConfiguredConnection(
        name, context -> new ICalendarSubscription(read, context.http(), context.clock()));
  }
}
