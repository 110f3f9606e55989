/** The HTTP that all simulators speak, with faults by script. */
@NullMarked
package io.countersign.simulators.http;

import org.jspecify.annotations.NullMarked;
