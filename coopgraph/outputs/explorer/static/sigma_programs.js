// How sigma draws our marks and lines: the shapes of the legend, dashes, and curves for parallel links.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const FLOAT = 5126;
  const BYTE = 5121;
  const STRIP = 5;
  cg.shapes = ["dot", "square", "diamond", "triangle", "triangleDown", "star", "hexagon"];

  // Distances to the outlines of `cg.outlines` for a size of 1; y points down, as on a canvas.
  const OUTLINES = /* glsl */ `
  float outline(vec2 p, float shape) {
    vec2 a = abs(p);
    if (shape < 0.5) return length(p) - 1.0;
    if (shape < 1.5) return max(a.x, a.y) - 1.0;
    if (shape < 2.5) return (a.x + a.y - 1.0) * 0.70711;
    if (shape < 3.5) return max(p.y - 0.98, 0.86582 * a.x - 0.50035 * (p.y + 1.01));
    if (shape < 4.5) return max(-p.y - 0.98, 0.86582 * a.x - 0.50035 * (1.01 - p.y));
    if (shape < 5.5) {
      vec2 q = vec2(p.x, p.y - 0.082);
      float turn = abs(mod(atan(q.x, -q.y) + 0.62832, 1.25664) - 0.62832);
      vec2 folded = length(q) * vec2(sin(turn), cos(turn));
      return dot(folded - vec2(0.0, 1.066), vec2(0.95013, 0.31187));
    }
    return max(a.y - 0.86603, 0.86603 * a.x + 0.5 * a.y - 0.86603);
  }`;

  const MARK_VERTEX = /* glsl */ `
  attribute vec4 a_id;
  attribute vec4 a_color;
  attribute vec2 a_position;
  attribute float a_size;
  attribute float a_shape;
  attribute vec2 a_corner;
  uniform mat3 u_matrix;
  uniform vec2 u_viewport;
  uniform float u_scale;
  varying vec4 v_color;
  varying vec2 v_at;
  varying float v_size;
  varying float v_shape;
  void main() {
    // What is hidden has no size; what is shown can be seen, however far away.
    float size = a_size > 0.0 ? max(a_size * u_scale, 1.1) : 0.0;
    float reach = 1.2 * size + 2.0;
    vec2 middle = (u_matrix * vec3(a_position, 1.0)).xy;
    gl_Position = vec4(middle + a_corner * vec2(1.0, -1.0) * reach * 2.0 / u_viewport * sign(size), 0.0, 1.0);
    v_at = a_corner * reach / max(size, 0.001);
    v_size = size;
    v_shape = a_shape;
    #ifdef PICKING_MODE
    v_color = a_id;
    #else
    v_color = a_color;
    #endif
    v_color.a *= 255.0 / 254.0;
  }`;
  const MARK_FRAGMENT = /* glsl */ `
  precision highp float;
  varying vec4 v_color;
  varying vec2 v_at;
  varying float v_size;
  varying float v_shape;
  uniform vec4 u_rim;
  ${OUTLINES}
  void main() {
    // The rim stands half outside, as that of a canvas.
    float away = outline(v_at, v_shape) * v_size - 0.5;
    #ifdef PICKING_MODE
    if (v_size <= 0.0 || away > 1.0) discard;
    gl_FragColor = v_color;
    #else
    float cover = clamp(0.5 - away, 0.0, 1.0);
    if (v_size <= 0.0 || cover <= 0.0) discard;
    float rim = clamp(away + 1.0, 0.0, 1.0) * u_rim.a * smoothstep(2.0, 5.0, v_size);
    vec3 colour = mix(v_color.rgb, u_rim.rgb, rim);
    gl_FragColor = vec4(colour * v_color.a, v_color.a) * cover;
    #endif
  }`;

  const LINE_VERTEX = /* glsl */ `
  attribute vec4 a_color;
  attribute vec2 a_source;
  attribute vec2 a_control;
  attribute vec2 a_target;
  attribute vec4 a_dashes;
  attribute float a_width;
  attribute vec2 a_place;
  uniform mat3 u_matrix;
  uniform vec2 u_viewport;
  uniform float u_scale;
  varying vec4 v_color;
  varying vec4 v_dashes;
  varying float v_across;
  varying float v_along;
  varying float v_half;
  vec2 pixel(vec2 at) { return (u_matrix * vec3(at, 1.0)).xy * u_viewport * 0.5; }
  void main() {
    float t = a_place.x;
    vec2 a = pixel(a_source);
    vec2 b = pixel(a_control);
    vec2 c = pixel(a_target);
    vec2 at = mix(mix(a, b, t), mix(b, c, t), t);
    vec2 way = mix(b - a, c - b, t);
    vec2 normal = length(way) > 0.0 ? normalize(vec2(-way.y, way.x)) : vec2(0.0);
    float wide = a_width * u_scale;
    v_half = max(wide, 1.0) * 0.5;
    v_across = a_place.y * (v_half + 1.0);
    v_along = t * (length(b - a) + length(c - b)) * 0.5 + t * length(c - a) * 0.5;
    v_dashes = a_dashes * u_scale;
    v_color = a_color;
    v_color.a *= 255.0 / 254.0 * clamp(wide, 0.3, 1.0) * step(0.0001, a_width);
    gl_Position = vec4((at + normal * v_across) * 2.0 / u_viewport, 0.0, 1.0);
  }`;
  const LINE_FRAGMENT = /* glsl */ `
  precision highp float;
  varying vec4 v_color;
  varying vec4 v_dashes;
  varying float v_across;
  varying float v_along;
  varying float v_half;
  void main() {
    float cover = clamp(v_half + 0.5 - abs(v_across), 0.0, 1.0);
    float period = v_dashes.x + v_dashes.y + v_dashes.z + v_dashes.w;
    if (period > 0.0) {
      float drawn = (v_dashes.x + v_dashes.z) / period;
      float at = mod(v_along, period);
      float on = at < v_dashes.x || (at > v_dashes.x + v_dashes.y && at < period - v_dashes.w) ? 1.0 : 0.0;
      // Dashes too small to be told apart become a fainter line.
      cover *= mix(drawn, on, clamp((period - 3.0) / 3.0, 0.0, 1.0));
    }
    if (cover <= 0.0) discard;
    gl_FragColor = vec4(v_color.rgb * v_color.a, v_color.a) * cover;
  }`;

  const attribute = (name, size, type = FLOAT) => ({ name, size, type, normalized: type === BYTE });

  /** The classes that sigma draws with; `look` holds what all marks share, such as the rim. */
  cg.sigmaPrograms = function (look) {
    const { NodeProgram, EdgeProgram, floatColor } = window.sigmaParts;
    const shared = ({ gl, uniformLocations: at }, { matrix, width, height, sizeRatio }) => {
      gl.uniformMatrix3fv(at.u_matrix, false, matrix);
      gl.uniform2f(at.u_viewport, width, height);
      gl.uniform1f(at.u_scale, 1 / sizeRatio);
    };

    class Mark extends NodeProgram {
      getDefinition() {
        return {
          VERTICES: 4,
          VERTEX_SHADER_SOURCE: MARK_VERTEX,
          FRAGMENT_SHADER_SOURCE: MARK_FRAGMENT,
          METHOD: STRIP,
          UNIFORMS: ["u_matrix", "u_viewport", "u_scale", "u_rim"],
          ATTRIBUTES: [attribute("a_position", 2), attribute("a_size", 1), attribute("a_shape", 1), attribute("a_color", 4, BYTE), attribute("a_id", 4, BYTE)],
          CONSTANT_ATTRIBUTES: [attribute("a_corner", 2)],
          CONSTANT_DATA: [[-1, -1], [1, -1], [-1, 1], [1, 1]],
        };
      }
      processVisibleItem(id, start, data) {
        this.array.set([data.x, data.y, data.size, data.shape, floatColor(data.color), id], start);
      }
      setUniforms(params, info) {
        shared(info, params);
        if (info.uniformLocations.u_rim) info.gl.uniform4fv(info.uniformLocations.u_rim, look.rim);
      }
    }

    /** A line of so many pieces: one for straight ones, more for those bent round parallel ones. */
    const lines = (pieces) =>
      class extends EdgeProgram {
        getDefinition() {
          const places = Array.from({ length: pieces + 1 }, (_, i) => [[i / pieces, -1], [i / pieces, 1]]).flat();
          return {
            VERTICES: places.length,
            VERTEX_SHADER_SOURCE: LINE_VERTEX,
            FRAGMENT_SHADER_SOURCE: LINE_FRAGMENT,
            METHOD: STRIP,
            UNIFORMS: ["u_matrix", "u_viewport", "u_scale"],
            ATTRIBUTES: [attribute("a_source", 2), attribute("a_control", 2), attribute("a_target", 2), attribute("a_dashes", 4), attribute("a_width", 1), attribute("a_color", 4, BYTE)],
            CONSTANT_ATTRIBUTES: [attribute("a_place", 2)],
            CONSTANT_DATA: places,
          };
        }
        processVisibleItem(_, start, source, target, data) {
          let control = [(source.x + target.x) / 2, (source.y + target.y) / 2];
          if (data.bend) {
            const [x, y] = cg.via({ x: source.x, y: -source.y }, { x: target.x, y: -target.y }, data.bend);
            control = [x, -y];
          }
          this.array.set([source.x, source.y, ...control, target.x, target.y, ...data.dashes, data.size, floatColor(data.color)], start);
        }
        setUniforms(params, info) {
          shared(info, params);
        }
      };

    return { nodes: { mark: Mark }, edges: { line: lines(1), curve: lines(14) } };
  };
})();
