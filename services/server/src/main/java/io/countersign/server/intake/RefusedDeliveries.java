package io.countersign.server.intake;

import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Surface;
import io.countersign.domain.intake.IntakeEvent;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.server.access.security.DeniedDeliveryRecorder;
import io.countersign.server.web.SystemOrigin;
import io.countersign.server.web.endpoint.EndpointRules;
import io.countersign.server.web.source.CallSources;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The recorder of deliveries by somebody who isn't allowed to: once a minute for each class of
 * address, however many tried, and never the address itself.
 */
@Component
final class RefusedDeliveries implements DeniedDeliveryRecorder {
  private static final Logger LOG = LoggerFactory.getLogger(RefusedDeliveries.class);

  /** Of an integration, as nobody was authenticated, or of an address. */
  private static final String UNKNOWN = "unknown";

  private final Ledger ledger;
  private final EndpointRules endpoints;
  private final CallSources sources;
  private final InstantSource clock;
  private final SeenDeliveries seen;
  private final Map<String, Instant> lastMinutes = new ConcurrentHashMap<>();

  RefusedDeliveries(
      Ledger ledger,
      EndpointRules endpoints,
      CallSources sources,
      InstantSource clock,
      SeenDeliveries seen) {
    this.sources = sources;
    this.seen = seen;
    this.endpoints = endpoints;
    this.ledger = ledger;
    this.clock = clock;
  }

  @Override
  public void record(HttpServletRequest request, RefusalCode code) {
    if (!endpoints.isDelivery(request)) {
      return;
    }
    var address = sources.address(request);
    seen.refused(address.map(InetAddress::getHostAddress).orElse(UNKNOWN), code);
    var now = clock.instant();
    var minute = now.truncatedTo(ChronoUnit.MINUTES);
    var from = address.map(RefusedDeliveries::addressClass).orElse(UNKNOWN);
    if (!minute.equals(lastMinutes.put(code + " " + from, minute))) {
      send(code, from, minute, now);
    }
  }

  private void send(RefusalCode code, String from, Instant minute, Instant now) {
    var event =
        new IntakeEvent.Refused(
            UNKNOWN, code, "deliveries from a " + from + " address without a fitting token");
    // One record a minute also where several servers see the attempts.
    var key = Digest.ofJson(Map.of("code", code.name(), "from", from, "at", minute.toString()));
    var context = SystemOrigin.context(now, Surface.WEBHOOK);
    var _ =
        ledger
            .send(new Submission.OfStandaloneEvent(event, key.hex(), context, List.of()))
            .whenComplete(
                (_, failure) -> {
                  if (failure != null) {
                    LOG.warn("a refused delivery wasn't recorded: {}", failure.toString());
                  }
                });
  }

  private static String addressClass(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return "loopback";
    }
    return address.isSiteLocalAddress() || address.isLinkLocalAddress() ? "private" : "public";
  }
}
