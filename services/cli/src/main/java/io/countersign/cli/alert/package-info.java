/** Commands on alerts, mutes and silences. */
@NullMarked
package io.countersign.cli.alert;

import org.jspecify.annotations.NullMarked;
