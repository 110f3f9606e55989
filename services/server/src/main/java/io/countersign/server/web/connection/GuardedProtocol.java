package io.countersign.server.web.connection;

import io.countersign.server.config.Configuration.ConnectionLimits;
import io.countersign.server.config.http.Proxies;
import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP over a {@link GuardedEndpoint}. Tomcat makes it by its name. */
public final class GuardedProtocol extends Http11NioProtocol {
  /** Accepted to be judged: Tomcat alone would leave all who come waiting until one goes. */
  private static final int BEYOND = 64;

  private final GuardedEndpoint guarded;

  public GuardedProtocol() {
    this(new GuardedEndpoint());
  }

  private GuardedProtocol(GuardedEndpoint endpoint) {
    super(endpoint);
    guarded = endpoint;
  }

  void limit(ConnectionLimits limits, Proxies proxies, ServedConnections served) {
    guarded.limit(limits, proxies, served);
    setMaxConnections(limits.connections() + BEYOND);
    setConnectionTimeout(Math.toIntExact(limits.headerSeconds() * 1000L));
  }
}
