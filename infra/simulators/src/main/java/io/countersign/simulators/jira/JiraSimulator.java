package io.countersign.simulators.jira;

import io.countersign.simulators.http.Exchange;
import io.countersign.simulators.http.FaultScript;
import io.countersign.simulators.http.SimulatorServer;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A Jira on loopback. An account logs in with its e-mail address or name and the token, or with
 * {@code NAME:TOKEN} as a personal access token.
 */
public final class JiraSimulator implements AutoCloseable {
  private final SimulatorServer server;
  private final JiraSite site;
  private final List<JiraWebhookSender> webhooks = new CopyOnWriteArrayList<>();
  private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

  /**
   * Starts it.
   *
   * @param port 0 for any that is free
   */
  public JiraSimulator(int port, SiteSettings settings, String token, InstantSource clock) {
    site = new JiraSite(settings, clock);
    var api = new JiraApi(site, () -> address().toString(), token);
    var page = new JiraPage(site);
    server =
        new SimulatorServer(
            port,
            request -> {
              var answer =
                  request.path().startsWith("/rest/") ? api.answer(request) : page.answer(request);
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

  public JiraSite site() {
    return site;
  }

  /** All that reached it, in order. */
  public List<Exchange> exchanges() {
    return List.copyOf(exchanges);
  }

  /** Tells a receiver of all that happens from now on. */
  public JiraWebhookSender webhook(URI receiver, String secret) {
    var webhook = new JiraWebhookSender(site, address().toString(), receiver, secret);
    webhooks.add(webhook);
    return webhook;
  }

  @Override
  public void close() {
    webhooks.forEach(JiraWebhookSender::close);
    server.close();
  }
}
