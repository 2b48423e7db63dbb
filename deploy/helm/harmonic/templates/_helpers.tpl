{{- define "harmonic.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "harmonic.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else if contains (include "harmonic.name" .) .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "harmonic.name" .) | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "harmonic.selector" -}}
app.kubernetes.io/name: {{ include "harmonic.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "harmonic.labels" -}}
{{ include "harmonic.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "harmonic.isSqlite" -}}
{{- if eq .Values.archive.kind "sqlite" }}yes{{ end }}
{{- end }}

{{/* The parts beside the servers have labels of their own, so that services and policies of servers do not take them. */}}
{{- define "harmonic.partLabels" -}}
app.kubernetes.io/name: {{ include "harmonic.name" .root }}-{{ .part }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{- define "harmonic.hasQueue" -}}
{{- if eq .Values.queue.kind "redis" }}yes{{ end }}
{{- end }}

{{/* The address of the queue, as a variable of a container. */}}
{{- define "harmonic.queueVariable" -}}
{{- $name := include "harmonic.fullname" . }}
{{- $redis := .Values.queue.redis }}
- name: QUEUE
  {{- if $redis.install }}
  value: redis://{{ $name }}-redis:6379/0
  {{- else }}
  valueFrom:
    secretKeyRef:
      name: {{ default $name $redis.existingSecret.name }}
      key: {{ if $redis.existingSecret.name }}{{ $redis.existingSecret.key }}{{ else }}QUEUE{{ end }}
  {{- end }}
{{- end }}

{{/* Refuses values that would lose data or that no server starts with. */}}
{{- define "harmonic.check" -}}
{{- $shared := has "ReadWriteMany" .Values.persistence.accessModes }}
{{- if and (include "harmonic.isSqlite" .) (gt (int .Values.replicas) 1) }}
{{- fail "replicas must be 1 with archive.kind=sqlite: an SQLite file belongs to one server; use mongodb" }}
{{- end }}
{{- if and (gt (int .Values.replicas) 1) .Values.persistence.enabled (not $shared) }}
{{- fail "several replicas share the volume: set persistence.accessModes to [ReadWriteMany], or persistence.enabled=false" }}
{{- end }}
{{- if and (not .Values.apiToken.value) (not .Values.apiToken.existingSecret.name) }}
{{- fail "set apiToken.existingSecret.name or apiToken.value: a server that others reach needs a token" }}
{{- end }}
{{- $mongodb := .Values.archive.mongodb }}
{{- if and (not (include "harmonic.isSqlite" .)) (not $mongodb.url) (not $mongodb.existingSecret.name) }}
{{- fail "archive.kind=mongodb needs archive.mongodb.existingSecret.name or archive.mongodb.url" }}
{{- end }}
{{- $redis := .Values.queue.redis }}
{{- if and (include "harmonic.hasQueue" .) (not $redis.install) (not $redis.url) (not $redis.existingSecret.name) }}
{{- fail "queue.kind=redis needs queue.redis.install=true, queue.redis.existingSecret.name or queue.redis.url" }}
{{- end }}
{{- if and (gt (int .Values.workers.replicas) 0) (not (include "harmonic.hasQueue" .)) }}
{{- fail "workers.replicas needs queue.kind=redis: workers of the chart take evaluations from a queue" }}
{{- end }}
{{- if and (gt (int .Values.workers.replicas) 0) .Values.persistence.enabled (not $shared) }}
{{- fail "servers and workers share the volume: set persistence.accessModes to [ReadWriteMany], or persistence.enabled=false" }}
{{- end }}
{{- if and .Values.serviceMonitor.enabled (not .Values.serviceMonitor.tokenSecret.name) }}
{{- fail "serviceMonitor needs serviceMonitor.tokenSecret.name: /metrics asks for a token of role read" }}
{{- end }}
{{- end }}
