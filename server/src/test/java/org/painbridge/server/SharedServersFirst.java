package org.painbridge.server;

import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Classes that share a server can only follow one another, so they begin, and those with servers of their own fill the gaps
 * that are left. {@link Order} tells what goes before all: what gets slow among the data of other tests.
 */
public final class SharedServersFirst implements ClassOrderer {
    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors()
                .sort(Comparator.comparingInt(SharedServersFirst::rank).thenComparing(SharedServersFirst::name));
    }

    private static int rank(ClassDescriptor test) {
        return test.findAnnotation(Order.class)
                .map(Order::value)
                .orElse(test.isAnnotated(ResourceLock.class) ? Order.DEFAULT : Order.DEFAULT + 1);
    }

    private static String name(ClassDescriptor test) {
        return test.getTestClass().getName();
    }
}
