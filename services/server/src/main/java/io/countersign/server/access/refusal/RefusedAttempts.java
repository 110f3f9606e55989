package io.countersign.server.access.refusal;

import io.countersign.domain.Actor;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.AccessEvent;
import io.countersign.server.web.Caller;
import io.countersign.server.web.endpoint.EndpointRules;
import io.countersign.server.web.problem.AttemptRecorder;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * The recorder of attempts at what isn't theirs, or isn't there, where no decider was asked: by
 * somebody known who would change it, and by whoever shows nothing that is good. Deliveries are
 * recorded by the intake.
 */
@Component
final class RefusedAttempts implements AttemptRecorder {
  /** What is called, without the ids and names that callers choose. */
  private static final Pattern RESOURCE =
      Pattern.compile("(?:/api/v1/([a-z-]{1,40})|/(webhooks))(/.*)?");

  private static final String MALFORMED = "malformed request";

  private final CoalescedRefusals refusals;
  private final EndpointRules endpoints;

  RefusedAttempts(CoalescedRefusals refusals, EndpointRules endpoints) {
    this.refusals = refusals;
    this.endpoints = endpoints;
  }

  @Override
  public void record(HttpServletRequest request, RefusalCode code) {
    var resource = RESOURCE.matcher(request.getRequestURI());
    if (endpoints.isDelivery(request) || !resource.matches()) {
      return;
    }
    var command =
        method(request) + " " + Objects.requireNonNullElse(resource.group(1), resource.group(2));
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication != null && authentication.getPrincipal() instanceof Caller caller) {
      if (!reads(request)) {
        refusals.record(caller.id(), code, caller.id(), caller.actor(), command);
      }
    } else if (code == RefusalCode.UNAUTHENTICATED) {
      var nobody = AccessEvent.ANONYMOUS;
      refusals.record(nobody, code, nobody, Actor.SYSTEM, command);
    }
  }

  @Override
  public void recordMalformed() {
    var nobody = AccessEvent.ANONYMOUS;
    refusals.record(nobody, RefusalCode.BAD_REQUEST, nobody, Actor.SYSTEM, MALFORMED);
  }

  private static boolean reads(HttpServletRequest request) {
    return method(request).equals("GET");
  }

  /** Of those that there are; a caller may make up others. */
  private static String method(HttpServletRequest request) {
    return switch (request.getMethod()) {
      case "POST", "PUT", "DELETE", "PATCH" -> request.getMethod();
      default -> "GET";
    };
  }
}
