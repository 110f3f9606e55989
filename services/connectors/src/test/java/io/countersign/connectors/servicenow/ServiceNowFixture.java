package io.countersign.connectors.servicenow;

import io.countersign.connectors.testing.WrittenSettings;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.simulators.servicenow.ServiceNowSimulator;
import java.nio.file.Path;
import java.time.InstantSource;

/** A simulated ServiceNow, and the tickets in it as the product has them. */
final class ServiceNowFixture implements AutoCloseable {
  static final String SECRET = "a hint's secret";

  final ServiceNowSimulator serviceNow;
  final ServiceNowTicketing ticketing;

  /**
   * @param more settings
   */
  ServiceNowFixture(Path folder, InstantSource clock, String more) {
    serviceNow = new ServiceNowSimulator(0, "p", clock);
    var yaml =
        """
        url: %s
        user: bot
        password: "file:%s"
        hintSecret: "file:%s"
        fields: [priority, service, assigned_to, state, work_notes]
        timeoutSeconds: 60
        %s
        """
            .formatted(
                serviceNow.address(),
                WrittenSettings.secret(folder, "password", "p"),
                WrittenSettings.secret(folder, "hint", SECRET),
                more);
    var settings = WrittenSettings.of(yaml, it -> ServiceNowSettings.read("snow", it));
    ticketing = new ServiceNowTicketing(settings, new BoundedHttp(), clock);
  }

  @Override
  public void close() {
    serviceNow.close();
  }
}
