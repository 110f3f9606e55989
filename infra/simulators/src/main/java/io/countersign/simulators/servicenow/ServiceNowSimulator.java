package io.countersign.simulators.servicenow;

import io.countersign.simulators.http.Exchange;
import io.countersign.simulators.http.FaultScript;
import io.countersign.simulators.http.SimulatorServer;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A ServiceNow on loopback. A user logs in with the name and the one password. */
public final class ServiceNowSimulator implements AutoCloseable {
  private final SimulatorServer server;
  private final SnowInstance instance;
  private final List<SnowHintSender> hints = new CopyOnWriteArrayList<>();
  private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

  /**
   * Starts it.
   *
   * @param port 0 for any that is free
   */
  public ServiceNowSimulator(int port, String password, InstantSource clock) {
    instance = new SnowInstance(clock);
    var api = new SnowApi(instance, () -> address().toString(), password);
    var page = new SnowPage(instance);
    server =
        new SimulatorServer(
            port,
            request -> {
              var answer =
                  request.path().startsWith("/api/") ? api.answer(request) : page.answer(request);
              exchanges.add(new Exchange(request, answer));
              return answer;
            });
  }

  public URI address() {
    return server.address();
  }

  public FaultScript faults() {
    return server.faults();
  }

  public SnowInstance instance() {
    return instance;
  }

  /** All that reached it, in order. */
  public List<Exchange> exchanges() {
    return List.copyOf(exchanges);
  }

  /** Tells a receiver of all that happens from now on. */
  public SnowHintSender hints(URI receiver, String secret) {
    var sender = new SnowHintSender(instance, receiver, secret);
    hints.add(sender);
    return sender;
  }

  @Override
  public void close() {
    hints.forEach(SnowHintSender::close);
    server.close();
  }
}
