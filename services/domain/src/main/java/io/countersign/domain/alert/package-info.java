/** Alerts as episodes, and the intake that takes them. */
@NullMarked
package io.countersign.domain.alert;

import org.jspecify.annotations.NullMarked;
