/** Reports, made again from the leaves that they name. */
@NullMarked
package io.countersign.verifier.report;

import org.jspecify.annotations.NullMarked;
