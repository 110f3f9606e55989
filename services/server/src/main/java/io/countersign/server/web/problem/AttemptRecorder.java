package io.countersign.server.web.problem;

import io.countersign.domain.RefusalCode;
import jakarta.servlet.http.HttpServletRequest;

/** A recorder of attempts at what isn't the caller's, or isn't there, which no decider has seen. */
public interface AttemptRecorder {
  void record(HttpServletRequest request, RefusalCode code);

  /** What is no request at all: nobody knows who sent it, nor what it wants. */
  void recordMalformed();
}
