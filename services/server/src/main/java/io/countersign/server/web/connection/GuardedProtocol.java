package io.countersign.server.web.connection;

import io.countersign.server.config.Configuration.ConnectionLimits;
import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP over a {@link GuardedEndpoint}. Tomcat makes it by its name. */
public final class GuardedProtocol extends Http11NioProtocol {
  private final GuardedEndpoint guarded;

  public GuardedProtocol() {
    this(new GuardedEndpoint());
  }

  private GuardedProtocol(GuardedEndpoint endpoint) {
    super(endpoint);
    guarded = endpoint;
  }

  void limit(ConnectionLimits limits, ServedConnections served) {
    guarded.limit(limits.ofASource());
    served.of(guarded);
    setMaxConnections(limits.connections());
    setConnectionTimeout(Math.toIntExact(limits.headerSeconds() * 1000L));
  }
}
