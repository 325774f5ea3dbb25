package io.flyball.process;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Looks into a managed JVM by itself, past the agent. */
final class TargetBeans {
    private TargetBeans() {}

    /** What {@code server.tomcat.maxThreads} is at this moment. */
    static int maxThreads(long pid) {
        return read(pid, beans -> {
            ObjectName pool = beans.queryNames(new ObjectName("*:type=ThreadPool,name=*"), null)
                    .iterator()
                    .next();
            return ((Number) beans.getAttribute(pool, "maxThreads")).intValue();
        });
    }

    static int flag(long pid, String name) {
        return read(pid, beans -> {
            ObjectName diagnostic = new ObjectName("com.sun.management:type=HotSpotDiagnostic");
            Object option =
                    beans.invoke(diagnostic, "getVMOption", new Object[] {name}, new String[] {String.class.getName()});
            return Integer.parseInt(((CompositeData) option).get("value").toString());
        });
    }

    @FunctionalInterface
    private interface Reading {
        int of(MBeanServerConnection beans) throws JMException, IOException;
    }

    private static int read(long pid, Reading reading) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            JMXServiceURL address = new JMXServiceURL(machine.startLocalManagementAgent());
            machine.detach();
            try (JMXConnector connector = JMXConnectorFactory.connect(address)) {
                return reading.of(connector.getMBeanServerConnection());
            }
        } catch (AttachNotSupportedException | IOException | JMException e) {
            throw new IllegalStateException("cannot look into JVM " + pid, e);
        }
    }
}
