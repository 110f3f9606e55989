package io.countersign.server.access;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.Facts;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Surface;
import io.countersign.domain.access.AccessEvent;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.server.web.Caller;
import io.countersign.server.web.endpoint.EndpointRules;
import io.countersign.server.web.problem.AttemptRecorder;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * The recorder of attempts to change what isn't theirs, or isn't there, by somebody known and where
 * no decider was asked: once a minute for each caller and code. Deliveries are recorded by the
 * intake.
 */
@Component
final class RefusedAttempts implements AttemptRecorder {
  private static final Logger LOG = LoggerFactory.getLogger(RefusedAttempts.class);

  /** What is called, without the ids and names that callers choose. */
  private static final Pattern RESOURCE = Pattern.compile("/api/v1/([a-z-]{1,40})(/.*)?");

  private final Ledger ledger;
  private final EndpointRules endpoints;
  private final InstantSource clock;
  private final Map<String, Instant> lastMinutes = new ConcurrentHashMap<>();

  RefusedAttempts(Ledger ledger, EndpointRules endpoints, InstantSource clock) {
    this.endpoints = endpoints;
    this.ledger = ledger;
    this.clock = clock;
  }

  @Override
  public void record(HttpServletRequest request, RefusalCode code) {
    var resource = RESOURCE.matcher(request.getRequestURI());
    if (reads(request) || endpoints.isDelivery(request) || !resource.matches()) {
      return;
    }
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication != null && authentication.getPrincipal() instanceof Caller caller) {
      record(caller, code, request.getMethod() + " " + resource.group(1));
    }
  }

  private static boolean reads(HttpServletRequest request) {
    return switch (request.getMethod()) {
      case "POST", "PUT", "DELETE", "PATCH" -> false;
      default -> true;
    };
  }

  private void record(Caller caller, RefusalCode code, String command) {
    var now = clock.instant();
    var minute = now.truncatedTo(ChronoUnit.MINUTES);
    var principal = caller.id().value();
    var seen = principal + " " + code;
    if (minute.equals(lastMinutes.put(seen, minute))) {
      return;
    }
    var event = new AccessEvent.AttemptRefused(caller.id(), code, caller.id(), command, now);
    // One record a minute also where several servers see the attempts.
    var key =
        Digest.ofJson(Map.of("principal", principal, "code", code.name(), "at", minute.toString()));
    var context =
        new CommandContext(
            UUID.randomUUID(), caller.actor(), now, Surface.API, null, null, null, Facts.NONE);
    var _ =
        ledger
            .send(new Submission.OfStandaloneEvent(event, key.hex(), context))
            .whenComplete(
                (_, failure) -> {
                  if (failure != null) {
                    lastMinutes.remove(seen, minute);
                    LOG.warn("a refused attempt wasn't recorded: {}", failure.toString());
                  }
                });
  }
}
