/** Alerts as they came in. */
@NullMarked
package io.countersign.cli.alert;

import org.jspecify.annotations.NullMarked;
