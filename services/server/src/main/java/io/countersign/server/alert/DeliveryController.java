package io.countersign.server.alert;

import io.countersign.server.intake.Integrations;
import io.countersign.server.web.Origin;
import io.countersign.server.web.body.DeliveryBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints to which sources deliver alerts. Bodies go to the intake as they came. */
@RestController
@RequestMapping("/api/v1")
class DeliveryController {
  private final AlertIntake intake;
  private final Integrations integrations;

  DeliveryController(AlertIntake intake, Integrations integrations) {
    this.intake = intake;
    this.integrations = integrations;
  }

  @PostMapping("/webhooks/alertmanager")
  @ResponseStatus(HttpStatus.ACCEPTED)
  AlertIntake.Taken alertmanager(
      @RequestParam(required = false) @Nullable String integration,
      @Parameter(hidden = true) HttpServletRequest request,
      Origin origin)
      throws IOException {
    var settings = integrations.ofKind(origin, integration, "alertmanager");
    return intake.take(DeliveryBody.of(request), settings, origin);
  }

  /** A misspelt address: its sender is told what there is. */
  @Operation(hidden = true)
  @PostMapping("/webhooks/{kind}")
  void nowhere(@PathVariable String kind, Origin origin) {
    throw integrations.nowhere(origin, "/api/v1/webhooks/alertmanager and /api/v1/alerts");
  }

  @PostMapping("/alerts")
  @ResponseStatus(HttpStatus.ACCEPTED)
  AlertIntake.Taken canonical(
      @RequestParam(required = false) @Nullable String integration,
      @Parameter(hidden = true) HttpServletRequest request,
      Origin origin)
      throws IOException {
    var settings = integrations.ofKind(origin, integration, "canonical");
    return intake.take(DeliveryBody.of(request), settings, origin);
  }
}
