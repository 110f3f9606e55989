package io.countersign.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.servlet.HandlerInterceptor;

/** A body is of one media type: a wildcard names none, and the framework fails over it. */
final class NamedMediaType implements HandlerInterceptor {
  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws HttpMediaTypeNotSupportedException {
    var type = request.getContentType();
    if (type != null && type.split(";", 2)[0].contains("*")) {
      throw new HttpMediaTypeNotSupportedException("a body is of one media type");
    }
    return true;
  }
}
