/** The file's sections on who hears of what: routes, on-call schedules and people's addresses. */
@NullMarked
package io.countersign.server.config.notice;

import org.jspecify.annotations.NullMarked;
