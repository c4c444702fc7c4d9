package org.sanalpos.hub.crash;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ClassType;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.event.VMStartEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.StepRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Watches a hub from outside, as a person with a debugger would, so that nothing in the hub knows of the test: it tells when the hub is at a
 * {@link CrashPoint}, with all its threads standing still, and lets the hub's clock be ahead.
 */
final class Debugger {
    /** What a hub is started with, so that it waits for {@link #attach}. */
    static final String OPTION = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0";

    private static final String CONFIGURATION = "org.sanalpos.hub.HubConfiguration";
    private static final String CLOCK = "clock";
    private static final String ROLE = "role";

    private final VirtualMachine machine;
    private final Duration ahead;
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private volatile Armed armed;

    private record Armed(CrashPoint point, int call, CompletableFuture<Void> hit) {}

    private Debugger(VirtualMachine machine, Duration ahead) {
        this.machine = machine;
        this.ahead = ahead;
    }

    /**
     * Attaches to a hub that waits for it.
     *
     * @param port where the hub told that it listens for debuggers
     * @param ahead how far the hub's clock is ahead of the machine's
     */
    static Debugger attach(int port, Duration ahead) {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(each -> each.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this Java runtime has no module jdk.jdi"));
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(String.valueOf(port));
        try {
            Debugger debugger = new Debugger(connector.attach(arguments), ahead);
            debugger.onPrepare(CONFIGURATION, CLOCK);
            Thread events = new Thread(debugger::handle, "debugger");
            events.setDaemon(true);
            events.start();
            return debugger;
        } catch (Exception e) {
            throw new IllegalStateException("The debugger cannot attach to port " + port, e);
        }
    }

    /** Lets the hub begin. */
    void resume() {
        // Before it has told that it stands still it would not hear this.
        begun.join();
        machine.resume();
    }

    /**
     * Waits for a point.
     *
     * @param call at which call of the point's method, from now on, the hub is to stand still; the first is 1
     * @return completes when all threads of the hub stand still there
     */
    CompletableFuture<Void> arm(CrashPoint point, int call) {
        CompletableFuture<Void> hit = new CompletableFuture<>();
        armed = new Armed(point, call, hit);
        List<ReferenceType> loaded = machine.classesByName(point.type());
        if (loaded.isEmpty()) {
            onPrepare(point.type(), point);
        } else {
            loaded.forEach(this::breakAtPoint);
        }
        return hit;
    }

    private void onPrepare(String type, Object role) {
        ClassPrepareRequest request = machine.eventRequestManager().createClassPrepareRequest();
        request.addClassFilter(type);
        request.putProperty(ROLE, role);
        request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
        request.enable();
    }

    private void handle() {
        try {
            boolean still = false;
            while (!still) {
                EventSet events = machine.eventQueue().remove();
                for (Event event : events) {
                    still |= standsStill(event);
                }
                if (events.iterator().next() instanceof VMStartEvent) {
                    begun.complete(null);
                } else if (!still) {
                    events.resume();
                }
            }
        } catch (VMDisconnectedException | InterruptedException ended) {
            // The hub has ended.
        } catch (Exception e) {
            Armed now = armed;
            if (now != null) {
                now.hit().completeExceptionally(e);
            }
            machine.exit(1);
            throw new IllegalStateException(e);
        }
    }

    /** Whether the hub is where it was to be brought. */
    private boolean standsStill(Event event) throws Exception {
        if (event instanceof ClassPrepareEvent prepared) {
            if (prepared.request().getProperty(ROLE) == CLOCK) {
                breakpoint(method(prepared.referenceType(), CLOCK, null).location(), CLOCK, 1);
            } else {
                breakAtPoint(prepared.referenceType());
            }
        } else if (event instanceof BreakpointEvent reached) {
            if (reached.request().getProperty(ROLE) == CLOCK) {
                setAhead(reached.thread());
            } else if (armed.point().side() == CrashPoint.Side.BEFORE) {
                armed.hit().complete(null);
                return true;
            } else {
                stepOut(reached.thread());
            }
        } else if (event instanceof StepEvent) {
            armed.hit().complete(null);
            return true;
        }
        return false;
    }

    private void breakAtPoint(ReferenceType type) {
        CrashPoint point = armed.point();
        breakpoint(method(type, point.methodName(), point.parameters()).location(), point, armed.call());
    }

    private void breakpoint(Location location, Object role, int call) {
        BreakpointRequest request = machine.eventRequestManager().createBreakpointRequest(location);
        request.putProperty(ROLE, role);
        request.addCountFilter(call);
        request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
        request.enable();
    }

    private void stepOut(ThreadReference thread) {
        StepRequest request =
                machine.eventRequestManager().createStepRequest(thread, StepRequest.STEP_MIN, StepRequest.STEP_OUT);
        request.addCountFilter(1);
        request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
        request.enable();
    }

    private static Method method(ReferenceType type, String name, String parameters) {
        List<Method> methods = type.methodsByName(name).stream()
                .filter(method -> method.declaringType().equals(type) && !method.isAbstract() && !method.isBridge())
                .filter(method -> parameters == null
                        || String.join(",", method.argumentTypeNames()).equals(parameters))
                .toList();
        if (methods.size() != 1) {
            throw new IllegalStateException("expected one method " + type.name() + "." + name
                    + (parameters == null ? "" : "(" + parameters + ")") + ", found " + methods);
        }
        return methods.get(0);
    }

    /** Lets the method in which the thread stands return another clock. */
    private void setAhead(ThreadReference thread) throws Exception {
        Value clock = call(thread, "java.time.Clock", "systemUTC", List.of());
        Value duration = call(thread, "java.time.Duration", "ofMillis", List.of(machine.mirrorOf(ahead.toMillis())));
        thread.forceEarlyReturn(call(thread, "java.time.Clock", "offset", List.of(clock, duration)));
    }

    private ObjectReference call(ThreadReference thread, String type, String method, List<Value> arguments)
            throws Exception {
        ClassType loaded = (ClassType) machine.classesByName(type).get(0);
        return (ObjectReference)
                loaded.invokeMethod(thread, method(loaded, method, null), arguments, ClassType.INVOKE_SINGLE_THREADED);
    }
}
