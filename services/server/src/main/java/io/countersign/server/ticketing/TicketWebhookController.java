package io.countersign.server.ticketing;

import io.countersign.domain.Actor;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.AccessEvent;
import io.countersign.ledger.ticketing.TicketLinks;
import io.countersign.server.access.refusal.CoalescedRefusals;
import io.countersign.server.web.problem.RefusedException;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The endpoint of ticket systems' deliveries. Each is a hint, of which nothing is believed: the
 * ticket is read again. Twice or out of order, it's the same.
 */
@RestController
class TicketWebhookController {
  /** An issue with all of its fields, people and their pictures' addresses, and what changed. */
  private static final int MOST_BYTES = 1024 * 1024;

  private final TicketLinks links;
  private final TicketGate gate;
  private final TicketHints hints;
  private final CoalescedRefusals refusals;

  TicketWebhookController(
      TicketLinks links, TicketGate gate, TicketHints hints, CoalescedRefusals refusals) {
    this.links = links;
    this.gate = gate;
    this.hints = hints;
    this.refusals = refusals;
  }

  @PostMapping("/webhooks/{system}/{token}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delivered(
      @PathVariable String system,
      @PathVariable String token,
      @Parameter(hidden = true) HttpServletRequest request,
      @RequestHeader HttpHeaders headers)
      throws IOException {
    gate.hint(system, token, lowerCase(headers), body(request))
        .orElseThrow(() -> refused(system))
        .ticket()
        .ifPresentOrElse(
            it -> links.find(system, it).ifPresent(hints::changed), () -> hints.unread(system));
    if (gate.isAway(system)) {
      hints.unread(system); // whoever tells something may be asked again
    }
  }

  private static byte[] body(HttpServletRequest request) throws IOException {
    var body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw new RefusedException(RefusalCode.TOO_LARGE, "The body is longer than 1 MiB.");
    }
    return body;
  }

  /** On record, without the token: else nobody would know that somebody tries. */
  private RefusedException refused(String system) {
    var nobody = AccessEvent.ANONYMOUS;
    var command =
        "deliver to " + (gate.isConfigured(system) ? system : "a ticket system that isn't here");
    refusals.record(nobody, RefusalCode.UNAUTHENTICATED, nobody, Actor.SYSTEM, command);
    return new RefusedException(RefusalCode.UNAUTHENTICATED);
  }

  private static Map<String, String> lowerCase(HttpHeaders headers) {
    var all = new HashMap<String, String>();
    headers.forEach(
        (name, values) ->
            all.put(name.toLowerCase(Locale.ROOT), values.isEmpty() ? "" : values.getFirst()));
    return Collections.unmodifiableMap(all);
  }
}
