/** Taking alerts in, and missing the ones that should come. */
@NullMarked
package io.countersign.server.alert;

import org.jspecify.annotations.NullMarked;
