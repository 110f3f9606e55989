/** The estate that the demo breaks and watches the product mend. */
@NullMarked
package io.countersign.demo;

import org.jspecify.annotations.NullMarked;
