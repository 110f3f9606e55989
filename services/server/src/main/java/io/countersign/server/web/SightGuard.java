package io.countersign.server.web;

import io.countersign.domain.access.Sight;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * A guard of what is asked of one thing by its id, before anything else is looked at: for whom it
 * isn't in sight, it isn't there. Whoever sees everything is let through without a look.
 */
public abstract class SightGuard implements HandlerInterceptor {
  private final String pattern;

  /**
   * @param pattern of the paths; the id is their variable {@code id}
   */
  protected SightGuard(String pattern) {
    this.pattern = pattern;
  }

  String pattern() {
    return pattern;
  }

  /**
   * @throws io.countersign.server.web.problem.RefusedException with the code of what isn't there
   */
  protected abstract void check(String id, Sight sight);

  @Override
  public final boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication != null
        && authentication.getPrincipal() instanceof Caller caller
        && !caller.sight().isEverything()
        && request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
            instanceof Map<?, ?> variables
        && variables.get("id") instanceof String id) {
      check(id, caller.sight());
    }
    return true;
  }
}
