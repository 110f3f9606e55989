package io.countersign.server.access.security;

import io.countersign.domain.RefusalCode;
import jakarta.servlet.http.HttpServletRequest;

/** A recorder of deliveries by somebody who isn't allowed to deliver; leaves other requests be. */
public interface DeniedDeliveryRecorder {
  void record(HttpServletRequest request, RefusalCode code);
}
