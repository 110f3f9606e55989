package io.countersign.server.web;

import io.countersign.server.web.body.RecordableText;
import io.countersign.server.web.problem.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/** The check that no parameter holds what no column takes; it would be a failure further in. */
final class RecordableParameters implements HandlerInterceptor {
  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getQueryString() == null) {
      return true;
    }
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              if (!RecordableText.isRecordable(name + String.join("", values))) {
                throw RefusedException.badRequest("", "a parameter holds what can't be recorded");
              }
            });
    return true;
  }
}
