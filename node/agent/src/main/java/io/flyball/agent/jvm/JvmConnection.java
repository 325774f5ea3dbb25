package io.flyball.agent.jvm;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.rmi.UnmarshalException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.JMRuntimeException;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * MBeans of one JVM. Every call blocks, up to the limits of {@link RmiTimeouts}; use it from one thread.
 *
 * <p>{@link IOException} means that the JVM did not answer, {@link MBeanRefusedException} that it did and refused.
 */
public final class JvmConnection implements AutoCloseable {
    private static final ObjectName HOTSPOT = name("com.sun.management:type=HotSpotDiagnostic");
    private static final String[] TEXT = {String.class.getName()};

    private final MBeanServerConnection beans;
    private final Properties systemProperties;
    private final Optional<JMXConnector> connector;
    private final Map<ObjectName, Set<String>> operations = new HashMap<>();

    private JvmConnection(MBeanServerConnection beans, Properties systemProperties, Optional<JMXConnector> connector) {
        this.beans = beans;
        this.systemProperties = systemProperties;
        this.connector = connector;
    }

    /**
     * Attaches and starts the JVM's own management agent: no code is loaded into it and no port beyond loopback is
     * opened.
     */
    public static JvmConnection open(long pid) throws IOException {
        RmiTimeouts.install();
        VirtualMachine vm = attach(pid);
        try {
            String url = vm.startLocalManagementAgent();
            Properties properties = vm.getSystemProperties();
            // 0: no thread of ours calls the JVM every minute to see whether it is there; the polls do.
            Map<String, Object> options = Map.of("jmx.remote.x.client.connection.check.period", 0L);
            JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(url), options);
            return new JvmConnection(connector.getMBeanServerConnection(), properties, Optional.of(connector));
        } finally {
            vm.detach();
        }
    }

    private static VirtualMachine attach(long pid) throws IOException {
        try {
            return VirtualMachine.attach(Long.toString(pid));
        } catch (AttachNotSupportedException e) {
            throw new IOException("attach refused: " + e.getMessage(), e);
        }
    }

    /** The MBeans of a server in reach without attach, e.g. those of this process. */
    public static JvmConnection over(MBeanServerConnection beans, Properties systemProperties) {
        return new JvmConnection(beans, systemProperties, Optional.empty());
    }

    /** As they were when the connection was opened. */
    public Optional<String> systemProperty(String key) {
        return Optional.ofNullable(systemProperties.getProperty(key));
    }

    /** Sorted by name. */
    public Set<ObjectName> find(String pattern) throws IOException {
        return new TreeSet<>(beans.queryNames(name(pattern), null));
    }

    /** Values that could be read, in one call; a missing bean or attribute is simply absent. */
    public Map<String, Object> read(ObjectName bean, String... attributes) throws IOException {
        Map<String, Object> values = new HashMap<>();
        try {
            for (Attribute attribute : beans.getAttributes(bean, attributes).asList()) {
                if (attribute.getValue() != null) {
                    values.put(attribute.getName(), attribute.getValue());
                }
            }
        } catch (JMException | JMRuntimeException | UnmarshalException e) {
            return values; // gone, or it threw something of its own
        }
        return values;
    }

    /** One number that must be there. */
    public long readLong(ObjectName bean, String attribute) throws IOException, MBeanRefusedException {
        if (read(bean, attribute).get(attribute) instanceof Number number) {
            return number.longValue();
        }
        throw new MBeanRefusedException("cannot read " + attribute + " of " + bean);
    }

    public void write(ObjectName bean, String attribute, Object value) throws IOException, MBeanRefusedException {
        try {
            beans.setAttribute(bean, new Attribute(attribute, value));
        } catch (JMException | JMRuntimeException | UnmarshalException e) {
            throw new MBeanRefusedException("write " + attribute + " = " + value + " of " + bean, e);
        }
    }

    public Object invoke(ObjectName bean, String operation, Object[] arguments, String[] signature)
            throws IOException, MBeanRefusedException {
        try {
            return beans.invoke(bean, operation, arguments, signature);
        } catch (JMException | JMRuntimeException | UnmarshalException e) {
            throw new MBeanRefusedException("call " + operation + " of " + bean, e);
        }
    }

    /** The description of a bean is asked for once. */
    public boolean hasOperation(ObjectName bean, String operation) throws IOException {
        Set<String> known = operations.get(bean);
        if (known == null) {
            known = operationsOf(bean);
            operations.put(bean, known);
        }
        return known.contains(operation);
    }

    private Set<String> operationsOf(ObjectName bean) throws IOException {
        Set<String> names = new TreeSet<>();
        try {
            for (MBeanOperationInfo info : beans.getMBeanInfo(bean).getOperations()) {
                names.add(info.getName());
            }
            return names;
        } catch (JMException | JMRuntimeException | UnmarshalException e) {
            return names; // a bean that cannot describe itself offers nothing
        }
    }

    /** Value of a HotSpot flag; empty when this JVM does not know it. */
    public Optional<String> vmOption(String flag) throws IOException {
        try {
            Object option = invoke(HOTSPOT, "getVMOption", new Object[] {flag}, TEXT);
            return option instanceof CompositeData data && data.get("value") instanceof String value
                    ? Optional.of(value)
                    : Optional.empty();
        } catch (MBeanRefusedException e) {
            return Optional.empty();
        }
    }

    /** Plain bytes, no suffix: HotSpot refuses {@code 200M} here. */
    public void setVmOption(String flag, long value) throws IOException, MBeanRefusedException {
        String[] signature = {String.class.getName(), String.class.getName()};
        invoke(HOTSPOT, "setVMOption", new Object[] {flag, Long.toString(value)}, signature);
    }

    /** For constant names and patterns. */
    public static ObjectName name(String text) {
        try {
            return new ObjectName(text);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException("name = '" + text + "': must be an object name", e);
        }
    }

    @Override
    public void close() {
        connector.ifPresent(open -> {
            try {
                open.close();
            } catch (IOException e) {
                // The other side is gone; nothing is left to close.
            }
        });
    }
}
